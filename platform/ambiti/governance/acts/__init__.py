"""The register of acts: who proposed, decided and carried out what, and who was told."""
