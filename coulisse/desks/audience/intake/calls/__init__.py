"""The call log: who rang, what about, whether to ring back; and anything else that is typed for somebody."""
