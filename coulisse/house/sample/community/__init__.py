"""The community desk of the sample house: accounts that are published by hand, and the week of 18 April."""
