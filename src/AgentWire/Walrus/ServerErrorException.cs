using AgentWire.CompilerServices;

namespace AgentWire.Walrus;

/// <summary>The server answered with an error where something else was wanted.</summary>
public sealed class ServerErrorException : Exception
{
    private const int MaxShownMessage = 256;

    internal ServerErrorException(ushort code, string serverMessage)
        : base($"The server answered with error {code}: {SafeText.OneLine(serverMessage, MaxShownMessage)}")
    {
        Code = code;
        ServerMessage = serverMessage;
    }

    /// <summary>The error's code, 0 to 65535, in the manner of HTTP: 404, 500.</summary>
    public ushort Code { get; }

    /// <summary>The error's message as the server sent it; <see cref="Exception.Message"/> has it on one line, and cut.</summary>
    public string ServerMessage { get; }
}
