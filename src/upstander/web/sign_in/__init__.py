"""How staff come in and go out; in the demo, as whom they like."""
