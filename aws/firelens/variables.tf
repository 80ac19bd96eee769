variable "alloy_host" {
  type        = string
  description = "Name of Alloy within the VPC."
}

variable "environment" {
  type        = string
  description = "Label environment: production, staging, development or test."
  default     = "production"
}

variable "image" {
  type        = string
  description = "Image of Fluent Bit, pinned."
  default     = "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.2"
}
