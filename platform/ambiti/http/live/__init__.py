"""What is followed live: subscriptions over WebSocket and server-sent events."""
