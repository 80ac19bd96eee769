variable "name" {
  type        = string
  description = "Name of the delivery stream, also part of the names of its role and log group."
  default     = "shopscope-logs"
}

variable "host" {
  type        = string
  description = "Host name of the load balancer before Alloy, without https://; its certificate must be of a public authority."
}

variable "secret_arn" {
  type        = string
  description = "ARN of the secret {\"api_key\": \"…\"} in Secrets Manager; Alloy gets the same key as a file."
}

variable "bucket" {
  type        = string
  description = "Name of the bucket to create for the raw lines."
}

variable "environment" {
  type        = string
  description = "Label environment of all lines of this stream: production, staging, development or test."
  default     = "production"
}

variable "buffering_seconds" {
  type        = number
  description = "How long Firehose gathers records before it sends them, in seconds; 0 to 900. Lines are late by as much."
  default     = 15
}

variable "keep_raw_days" {
  type        = number
  description = "Days after which raw lines are deleted."
  default     = 30
}
