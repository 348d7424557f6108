"""The audience desk of the sample house: two weeks of « Plein Jour » and the night of 14 March 2027."""
