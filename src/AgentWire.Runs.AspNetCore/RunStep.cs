using AgentWire.Runs.AspNetCore.Serving;

namespace AgentWire.Runs.AspNetCore;

/// <summary>A step of a run. Create it with <see cref="RunWriter.StartStepAsync"/>, and dispose it at the end of the step.</summary>
public sealed class RunStep : IAsyncDisposable
{
    private readonly RunStream _stream;
    private readonly OpenThing _step;

    internal RunStep(RunStream stream, OpenThing step)
    {
        _stream = stream;
        _step = step;
    }

    /// <summary>Gets the name of the step.</summary>
    public string StepName => _step.Id;

    /// <summary>Ends the step, unless it has ended.</summary>
    public ValueTask DisposeAsync() => new(_stream.CloseAsync(CancellationToken.None, _step));
}
