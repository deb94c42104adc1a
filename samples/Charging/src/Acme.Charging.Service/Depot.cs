using AgentWire;
using AgentWire.Streaming;

namespace Acme.Charging.Service;

/// <summary>The chargers that are connected. The vehicles that charge share the current of the depot.</summary>
/// <param name="amperes">The current of the depot.</param>
internal sealed class Depot(int amperes) : IDisposable
{
    // No vehicle charges with less.
    private const int LeastAmperes = 6;

    // Held while messages are sent too, so that each charger gets its limits in order.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, ChargerSession> _chargers = new(StringComparer.Ordinal);
    private readonly List<Vehicle> _vehicles = [];

    /// <summary>Adds a charger, unless one with its serial number is connected.</summary>
    public Task<bool> TryJoinAsync(string name, ChargerSession charger) =>
        LockedAsync(() => Task.FromResult(_chargers.TryAdd(name, charger)));

    /// <summary>Removes a charger, with the vehicles that are plugged in.</summary>
    public Task LeaveAsync(ChargerSession charger) =>
        LockedAsync(async () =>
        {
            if (_chargers.FirstOrDefault(each => each.Value == charger).Key is { } name)
            {
                _chargers.Remove(name);
                _vehicles.RemoveAll(vehicle => vehicle.Charger == charger);
                await ShareAsync();
            }

            return true;
        });

    /// <summary>Adds a vehicle.</summary>
    public Task PlugInAsync(ChargerSession charger, string connector, int maxAmperes) =>
        LockedAsync(async () =>
        {
            _vehicles.RemoveAll(vehicle => vehicle.IsAt(charger, connector));
            _vehicles.Add(new Vehicle(charger, connector, maxAmperes));
            await ShareAsync();
            return true;
        });

    /// <summary>Removes a vehicle.</summary>
    public Task UnplugAsync(ChargerSession charger, string connector) =>
        LockedAsync(async () =>
        {
            _vehicles.RemoveAll(vehicle => vehicle.IsAt(charger, connector));
            await ShareAsync();
            return true;
        });

    public void Dispose() => _gate.Dispose();

    /// <summary>Tells the chargers the limits that have changed.</summary>
    private async Task ShareAsync()
    {
        foreach (Vehicle vehicle in _vehicles)
        {
            int share = Math.Max(LeastAmperes, amperes / _vehicles.Count);
            WireOptional<int> limit = share < vehicle.MaxAmperes ? share : WireOptional.Null;
            if (limit == vehicle.Limit)
            {
                continue;
            }

            vehicle.Limit = limit;
            try
            {
                await vehicle.Charger.SendAsync(
                    new ServerMessage.Settings
                    {
                        Connector = vehicle.Connector,
                        Limit = limit,
                        Display = limit.IsNull
                            ? "Charging"
                            : new DisplayText.Lines { Value = ["Charging slowly", "The depot is busy"] },
                    }
                );
            }
            catch (WireStreamException)
            {
                // The charger is lost. Its session is about to leave the depot.
            }
        }
    }

    private async Task<T> LockedAsync<T>(Func<Task<T>> action)
    {
        await _gate.WaitAsync();
        try
        {
            return await action();
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed class Vehicle(ChargerSession charger, string connector, int maxAmperes)
    {
        public ChargerSession Charger => charger;

        public string Connector => connector;

        public int MaxAmperes => maxAmperes;

        /// <summary>Gets or sets what the charger was told: a limit, null for none, or nothing yet.</summary>
        public WireOptional<int> Limit { get; set; }

        public bool IsAt(ChargerSession other, string name) => charger == other && connector == name;
    }
}
