output "load_balancer" {
  description = "Name that host is to be an alias of."
  value       = module.load_balancer.dns_name
}

output "loki" {
  description = "Loki's address within the VPC."
  value       = "http://${module.host.private_dns}:3100"
}

output "log_router" {
  description = "Sidecar of ECS tasks."
  value       = module.firelens.log_router
}

output "log_configuration" {
  description = "Value of logConfiguration of their containers."
  value       = module.firelens.log_configuration
}
