using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Whose pages may open a WebSocket: browsers send cookies with that request whoever asks, and leave the check to the server.</summary>
internal static class OriginCheck
{
    public static bool Allows(HttpRequest request, IReadOnlyList<string> allowed)
    {
        StringValues origins = request.Headers.Origin;
        return origins.Count == 0
            || allowed.Contains("*")
            || (
                origins.Count == 1
                && (
                    Same(origins[0], $"{request.Scheme}://{request.Host.Value}")
                    || allowed.Any(origin => Same(origins[0], origin))
                )
            );
    }

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
