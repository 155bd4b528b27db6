"""What references come wrapped in: folders, archives, web pages, word-processor and PDF documents."""
