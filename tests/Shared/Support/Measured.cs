using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentWire.Shared;

/// <summary>
/// Listens to the meter and the activity source of the library, as dotnet-counters and tracers do, and keeps what they report
/// about one dialect. For other dialects, it allocates nothing.
/// </summary>
public sealed class Measured : IDisposable
{
    public const string Name = "AgentWire";

    private readonly string _dialect;
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private readonly List<Measurement> _measurements = [];
    private readonly List<Activity> _stopped = [];

    /// <param name="dialect">The dialect.</param>
    /// <param name="instruments">Which instruments to listen to, or null for all.</param>
    /// <param name="traces">Whether to listen to activities too.</param>
    public Measured(string dialect, Func<string, bool>? instruments = null, bool traces = true)
    {
        _dialect = dialect;
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name && instruments?.Invoke(instrument.Name) != false)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => traces && source.Name == Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public IReadOnlyList<Measurement> All
    {
        get
        {
            lock (_measurements)
            {
                return [.. _measurements];
            }
        }
    }

    public IReadOnlyList<Activity> Activities
    {
        get
        {
            lock (_stopped)
            {
                return [.. _stopped];
            }
        }
    }

    public IEnumerable<Measurement> Of(string instrument) => All.Where(each => each.Instrument == instrument);

    public double Sum(string instrument) => Of(instrument).Sum(each => each.Value);

    /// <summary>Returns the sum of the measurements in which one attribute has a value.</summary>
    public double Sum(string instrument, string attribute, string value) =>
        Of(instrument).Where(each => Equals(each.Attributes[attribute], value)).Sum(each => each.Value);

    /// <summary>Waits until a stream was closed, which can be slightly later than its effect.</summary>
    public async Task<string> ClosedAsync()
    {
        CancellationToken limit = Limits.Token;
        while (true)
        {
            if (Of("agentwire.stream.closed").FirstOrDefault() is { } closed)
            {
                return (string)closed.Attributes["agentwire.close.reason"]!;
            }

            await Task.Delay(5, limit);
        }
    }

    /// <summary>Waits until an activity has stopped.</summary>
    public async Task<Activity> StoppedAsync()
    {
        CancellationToken limit = Limits.Token;
        while (Activities.Count == 0)
        {
            await Task.Delay(5, limit);
        }

        return Activities[0];
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == "agentwire.dialect" && tag.Value is string dialect && dialect == _dialect)
            {
                Measurement measurement = new(instrument.Name, value, new Dictionary<string, object?>(tags.ToArray()));
                lock (_measurements)
                {
                    _measurements.Add(measurement);
                }
            }
        }
    }

    private void Add(Activity activity)
    {
        if (activity.GetTagItem("agentwire.dialect") is string dialect && dialect == _dialect)
        {
            lock (_stopped)
            {
                _stopped.Add(activity);
            }
        }
    }

    public sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Attributes);
}
