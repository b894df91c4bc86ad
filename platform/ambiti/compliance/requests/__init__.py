"""What is asked of an Ambito and owed an answer: rights, complaints, documents."""
