def written(found):
    return ""
