using AgentWire.Generator.Cli;

return GeneratorCommand.Run(args, Console.Out, Console.Error);
