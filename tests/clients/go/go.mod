module scenario

go 1.26.0

require (
	github.com/standard-webhooks/standard-webhooks/libraries v0.0.1
	multiagent.example/cma v0.3.0
)

require (
	github.com/apapsch/go-jsonmerge/v2 v2.0.0 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/oapi-codegen/nullable v1.2.0 // indirect
	github.com/oapi-codegen/runtime v1.9.0 // indirect
)

replace multiagent.example/cma => ../../../generated/clients/go
