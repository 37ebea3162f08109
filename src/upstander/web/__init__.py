"""Pages: one room per family of pages, each with its urls, views, forms and templates side by side."""
