"""What is read of the cash: the movements gathered, the forecast, its curve, the position of the morning."""
