using AgentWire.CompilerServices;

namespace AgentWire.Walrus;

/// <summary>The exception that is thrown if the server answers with an error instead of the expected message.</summary>
public sealed class ServerErrorException : Exception
{
    private const int MaxShownMessage = 256;

    internal ServerErrorException(ushort code, string serverMessage)
        : base($"The server answered with error {code}: {SafeText.OneLine(serverMessage, MaxShownMessage)}")
    {
        Code = code;
        ServerMessage = serverMessage;
    }

    /// <summary>Gets the code of the error, 0 to 65535, similar to an HTTP status code: 404, 500.</summary>
    public ushort Code { get; }

    /// <summary>Gets the message of the error as the server sent it. <see cref="Exception.Message"/> contains it on one line, and cut if it is long.</summary>
    public string ServerMessage { get; }
}
