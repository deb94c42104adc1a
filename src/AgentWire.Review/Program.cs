using AgentWire.Review;

return ReviewCommand.Run(args, Console.Out, Console.Error);
