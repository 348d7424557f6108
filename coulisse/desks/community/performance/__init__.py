"""What posts reached, cost and were worth: files of the networks in, figures, audits and one page out."""
