using AgentWire.Samples.Gateway;

await Gateway.Build(args).RunAsync();
