namespace AgentWire.Testing.Logs;

internal static class Thrown
{
    /// <summary>Checks that a call throws an exception of a type, or of a type that is derived from it.</summary>
    public static async Task<TException> ByAsync<TException>(Func<Task> call, string what)
        where TException : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (TException expected)
        {
            return expected;
        }
        catch (Exception other)
        {
            throw new LogStoreFault(
                $"{what} threw {other.GetType().Name} instead of {typeof(TException).Name}: {other.Message}",
                other
            );
        }

        throw new LogStoreFault($"{what} did not throw {typeof(TException).Name}.");
    }
}
