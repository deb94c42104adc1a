using System.Runtime.CompilerServices;
using AgentWire.AgUi;
using AgentWire.AspNetCore;
using AgentWire.AspNetCore.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>Serves one agent: a request comes in, and the events of a run go out.</summary>
internal sealed class AgUiEndpoint(
    Func<RunAgentInput, RunContext, CancellationToken, Task> handler,
    AgUiServerOptions options
)
{
    private readonly RequestReader _requests = new(AgUiWire.Client.With(options.Requests));
    private readonly WireCodec<Event> _events = AgUiWire.Server.With(options.Events);

    public async Task ServeAsync(HttpContext context)
    {
        (RunAgentInput? input, RequestProblem? problem) = await _requests
            .ReadAsync(context.Request)
            .ConfigureAwait(false);
        if (problem is not null)
        {
            RunLog.Refused(context, problem);
            await problem.SendAsync(context.Response).ConfigureAwait(false);
            return;
        }

        await WireResults
            .ServerSentEvents(_events, RunAsync(input!, context), options)
            .ExecuteAsync(context)
            .ConfigureAwait(false);
    }

    /// <summary>Runs the handler, and returns the events that it sends. If nobody wants more of them, it is cancelled.</summary>
    private async IAsyncEnumerable<Event> RunAsync(
        RunAgentInput input,
        HttpContext context,
        [EnumeratorCancellation] CancellationToken gone = default
    )
    {
        RunStream stream = new(new EventGate(_events, options.VerifyEvents ?? IsDevelopment(context)));
        RunContext run = new(stream, input, context);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
        CancellationToken stopped = stop.Token;
        // A handler can block its thread, and the response must not wait for this.
        Task handling = Task.Run(() => HandleAsync(stream, run, stopped), CancellationToken.None);
        try
        {
            await foreach (Event next in stream.Events.ReadAllAsync(gone).ConfigureAwait(false))
            {
                yield return next;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            stream.Abandon(stopped);
            await handling.ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(RunStream stream, RunContext run, CancellationToken stopped)
    {
        try
        {
            await stream.SendAsync(Started(run.Input), stopped).ConfigureAwait(false);
            await handler(run.Input, run, stopped).ConfigureAwait(false);
            if (stream.End is null)
            {
                await run.FinishAsync(cancellationToken: stopped).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // There is nobody to tell.
        }
        catch (Exception exception)
        {
            RunLog.Failed(run.HttpContext, run.Input.RunId, exception);
            await FailAsync(stream, Describe(run, exception), stopped).ConfigureAwait(false);
        }
        finally
        {
            stream.Complete();
        }
    }

    private static async Task FailAsync(RunStream stream, Event.RunError error, CancellationToken stopped)
    {
        try
        {
            await stream.FailAsync(error, stopped).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // There is nobody to tell.
        }
    }

    private Event.RunError Describe(RunContext run, Exception exception)
    {
        try
        {
            Event.RunError error = options.DescribeError(exception);
            _events.ToUtf8Bytes(error);
            return error;
        }
        catch (Exception another)
        {
            RunLog.NotDescribed(run.HttpContext, another);
            return AgUiServerOptions.Unspecific(exception);
        }
    }

    private Event.RunStarted Started(RunAgentInput input) =>
        new()
        {
            ThreadId = input.ThreadId,
            RunId = input.RunId,
            ProtocolVersion = options.DeclaredVersion,
            ParentRunId = input.ParentRunId,
        };

    private static bool IsDevelopment(HttpContext context) =>
        context.RequestServices.GetService<IHostEnvironment>()?.IsDevelopment() ?? false;
}
