"""The way out: decisions become documents, in Chinese, whole or not at all."""
