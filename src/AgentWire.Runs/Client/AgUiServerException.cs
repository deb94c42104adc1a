using System.Globalization;
using System.Net;
using AgentWire.CompilerServices;

namespace AgentWire.Runs;

/// <summary>The exception that is thrown if a server was not reached, or refused a request. There is no run.</summary>
public sealed class AgUiServerException : AgUiException
{
    private const int MaxShown = 256;

    /// <summary>Creates an exception for a request that got no response.</summary>
    internal AgUiServerException(string message, Exception inner, bool canHaveRun)
        : base(message, inner) => CanHaveRun = canHaveRun;

    /// <summary>Creates an exception for a response that is no stream of events.</summary>
    internal AgUiServerException(HttpStatusCode status, string found, AgUiProblem? problem, TimeSpan? retryAfter)
        : base(Describe(status, found, problem))
    {
        StatusCode = status;
        Problem = problem;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the status of the response, or null if there is none.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Gets what the response says about the problem, or null if it says nothing that can be read.</summary>
    public AgUiProblem? Problem { get; }

    /// <summary>Gets the time after which the server asks to try again, or null.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets whether the run can have begun although there is no response: the connection was lost after the request was sent.</summary>
    public bool CanHaveRun { get; }

    private static string Describe(HttpStatusCode status, string found, AgUiProblem? problem)
    {
        string number = ((int)status).ToString(CultureInfo.InvariantCulture);
        string said = problem?.Detail ?? problem?.Title ?? "";
        string pointer = string.IsNullOrEmpty(problem?.Pointer) ? "" : $" at {problem!.Pointer}";
        return $"The server answered with status {number}{found}"
            + (said.Length == 0 ? "." : $": {SafeText.OneLine(said + pointer, MaxShown)}");
    }
}
