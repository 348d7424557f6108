"""What one reads of the call sheets: the plan of a day, the sheet as it stands, its brakes, its receipts."""
