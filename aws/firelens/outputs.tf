output "log_router" {
  description = "Container definition of the sidecar."
  value       = local.log_router
}

output "log_configuration" {
  description = "Value of logConfiguration of each container whose output is to be sent."
  value       = local.log_configuration
}
