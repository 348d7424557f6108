"""The pages of the call sheets: the days, one sheet, its blocks, its receipts, what goes out."""
