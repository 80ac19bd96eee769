output "function_name" {
  description = "Name of the function, to look up its log."
  value       = module.function.name
}
