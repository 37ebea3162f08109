"""The page of any one deed: how it is declared, drawn and answered."""
