# The project's own files for Alloy and Loki, which the instance fetches when it starts.

locals {
  alloy = "${path.module}/../../alloy"

  config = merge(
    { for file in fileset(local.alloy, "*.alloy") : "alloy/${file}" => "${local.alloy}/${file}" },
    { "loki/loki.yaml" = "${path.module}/loki.yaml" }
  )

  # A change of any file replaces the instance: its start script names the hash.
  config_hash = sha256(join("", [for key in sort(keys(local.config)) : "${key}${filesha256(local.config[key])}"]))
}

resource "aws_s3_object" "config" {
  for_each    = local.config
  bucket      = aws_s3_bucket.loki.id
  key         = "shopscope-config/${each.key}"
  source      = each.value
  source_hash = filesha256(each.value)
}
