variable "name" {
  type        = string
  description = "Name of the function, its role and its security group."
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
  default     = "nodejs22.x"
}

variable "handler" {
  type        = string
  description = "What of the code is called."
  default     = "index.handler"
}

variable "architecture" {
  type        = string
  description = "arm64 or x86_64; JavaScript runs on both."
  default     = "arm64"
}

variable "timeout" {
  type        = number
  description = "Seconds that one call may take."
  default     = 60
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

variable "policies" {
  type        = list(string)
  description = "What the function may do beside running, as JSON of policy documents."
  default     = []
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

variable "alloy_port" {
  type        = number
  description = "Port of Alloy that the function pushes to."
}

variable "s3_prefix_list_id" {
  type        = string
  description = "Prefix list of S3's gateway endpoint in the VPC; empty where the function reads no bucket."
  default     = ""
}
