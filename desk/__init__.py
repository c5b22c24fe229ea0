"""The top layer: composes the others for the desk page and the demo chains. Imports everything below."""
