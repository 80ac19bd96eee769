variable "name" {
  type        = string
  description = "Name of the function, its role and its queue."
}

variable "description" {
  type        = string
  description = "What the function does, for the console."
}

variable "package" {
  type        = string
  description = "Path of the zip file with the function's code."
}

variable "runtime" {
  type        = string
  description = "Lambda runtime."
}

variable "handler" {
  type        = string
  description = "What of the code is called."
}

variable "architecture" {
  type        = string
  description = "arm64 or x86_64, as the code was built."
}

variable "timeout" {
  type        = number
  description = "Seconds that reading one object may take."
  default     = 120
}

variable "memory" {
  type        = number
  description = "Memory in MB."
  default     = 256
}

variable "environment" {
  type        = map(string)
  description = "Environment of the function."
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

variable "suffix" {
  type        = string
  description = "What keys of the objects end with."
  default     = ""
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
  description = "Prefix list of S3's gateway endpoint in the VPC."
}
