variable "name" {
  type        = string
  description = "Name of the instance and its role, and what names of its security groups begin with."
  default     = "shopscope-logs"
}

variable "subnet_id" {
  type        = string
  description = "Subnet of the instance, with a way to the internet for the images: public, or private behind a NAT gateway."
}

variable "bucket" {
  type        = string
  description = "Name of the bucket to create for Loki's chunks and index."
}

variable "secret_arn" {
  type        = string
  description = "ARN of the secret {\"api_key\": \"…\"} in Secrets Manager, the same as Firehose's."
}

variable "instance_type" {
  type        = string
  description = "Type of the instance, x86_64."
  default     = "t3.medium"
}

variable "volume_gb" {
  type        = number
  description = "Size of the volume for Loki's write-ahead log and caches, in GB."
  default     = 20
}

variable "alloy_image" {
  type        = string
  description = "Image of Alloy, pinned."
  default     = "grafana/alloy:v1.18.1"
}

variable "loki_image" {
  type        = string
  description = "Image of Loki, pinned."
  default     = "grafana/loki:3.7.6"
}

variable "services" {
  type        = string
  description = "Expression of the names that the label service_name may have, such as orders|checkout-.*; others become other. Empty for every name."
  default     = ""

  validation {
    condition     = can(regex("^[^\n`]*$", var.services))
    error_message = "An expression on one line, without backticks."
  }
}

variable "grafana_security_group_ids" {
  type        = set(string)
  description = "Security groups that may ask Loki."
  default     = []
}

variable "push_security_group_ids" {
  type        = set(string)
  description = "Security groups that may push lines to Alloy: tasks with FireLens, CI."
  default     = []
}
