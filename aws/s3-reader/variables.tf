variable "name" {
  type        = string
  description = "Name of the function, its role and its queue."
  default     = "shopscope-s3-reader"
}

variable "package" {
  type        = string
  description = "Path of the zip with index.js, as docs/aws/s3.md builds it."
}

variable "service" {
  type        = string
  description = "Label service_name of all lines; empty for the first folder of each object's key."
  default     = ""
}

variable "bucket" {
  type        = string
  description = "Name of the bucket to read, of the same region and account."
}

variable "prefix" {
  type        = string
  description = "What keys of the objects begin with."
  default     = ""
}

variable "alloy_host" {
  type        = string
  description = "Name of Alloy within the VPC."
}

variable "environment" {
  type        = string
  description = "Label environment: production, staging, development or test."
  default     = "production"
}

variable "vpc_id" {
  type        = string
  description = "VPC of Alloy."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets from which Alloy can be reached."
}

variable "alloy_security_group_id" {
  type        = string
  description = "Security group of Alloy, which gets a rule that lets the function in."
}

variable "s3_prefix_list_id" {
  type        = string
  description = "Prefix list of the gateway endpoint of S3 in the VPC."
}
