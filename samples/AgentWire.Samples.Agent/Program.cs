using AgentWire.Samples.Agent;

await AgentHost.Build(args).RunAsync();
