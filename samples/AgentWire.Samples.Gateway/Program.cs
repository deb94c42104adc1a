using AgentWire.Samples.Gateway;

await GatewayServer.Build(args).RunAsync();
