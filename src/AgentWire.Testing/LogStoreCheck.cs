using AgentWire.Streaming;
using AgentWire.Testing.Logs;

namespace AgentWire.Testing;

/// <summary>A check of one requirement of <see cref="WireLogStore"/>.</summary>
public sealed class LogStoreCheck
{
    private readonly Func<LogStoreScope, Task> _run;

    internal LogStoreCheck(string name, Func<LogStoreScope, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>Gets the requirement, as a sentence without its full stop.</summary>
    public string Name { get; }

    /// <summary>Runs the check with stores of its own.</summary>
    /// <param name="factory">Creates the stores.</param>
    /// <param name="cancellationToken">The token that cancels the check.</param>
    /// <exception cref="ArgumentNullException">The factory is null.</exception>
    /// <exception cref="LogStoreConformanceException">The store does not meet the requirement.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(LogStoreFactory factory, CancellationToken cancellationToken = default)
    {
        Argument.NotNull(factory, nameof(factory));
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        LogStoreScope scope = new(factory, limit.Token);
        try
        {
            // A store can block its caller too.
            Task run = Task.Run(() => _run(scope), CancellationToken.None);
            Task time = Task.Delay(factory.TimeLimit, limit.Token);
            if (await Task.WhenAny(run, time).ConfigureAwait(false) != run)
            {
                Forget(run);
                cancellationToken.ThrowIfCancellationRequested();
                throw new LogStoreFault($"{scope.Step} did not end within {factory.TimeLimit.TotalSeconds} seconds.");
            }

            await run.ConfigureAwait(false);
        }
        catch (LogStoreFault fault)
        {
            throw new LogStoreConformanceException(Name, fault.Message, fault.InnerException);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LogStoreConformanceException(
                Name,
                $"{scope.Step} threw {exception.GetType().Name}: {exception.Message}",
                exception
            );
        }
        finally
        {
            limit.Cancel();
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    private static void Forget(Task run) =>
        _ = run.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
}
