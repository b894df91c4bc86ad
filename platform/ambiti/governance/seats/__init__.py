"""The seats of an organ on a day: what its composition gives, who may sit there, who votes."""
