namespace AgentWire.Extensions.AI;

internal static class Argument
{
    public static T NotNull<T>(T? argument, string name)
        where T : class => argument ?? throw new ArgumentNullException(name);
}
