output "failed_queue" {
  description = "Name of the queue with objects that could not be read: alert when it is not empty."
  value       = module.reader.failed_queue
}
