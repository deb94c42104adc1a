using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Whose pages may open a WebSocket: browsers send cookies with that request whoever asks, and leave the check to the server.</summary>
internal static class OriginCheck
{
    /// <summary>Why a request is refused; null where it is not.</summary>
    public static string? Refusal(HttpContext context, IReadOnlyList<string> allowed)
    {
        StringValues origins = context.Request.Headers.Origin;
        return origins.Count == 0 || allowed.Contains("*") ? null
            : origins.Count > 1 ? "it names several origins"
            : allowed.Any(origin => Same(origins[0], origin)) ? null
            : !Same(origins[0], OwnOrigin(context.Request)) ? "its origin is not allowed"
            : IsOwnHost(context) ? null
            : "its host is none of AllowedHosts";
    }

    /// <summary>As a browser names it: without a port that is the scheme's own.</summary>
    private static string OwnOrigin(HttpRequest request)
    {
        HostString host = request.Host;
        bool isDefault = host.Port == (request.IsHttps ? 443 : 80);
        return $"{request.Scheme}://{(isDefault ? host.Host : host.Value)}";
    }

    /// <summary>
    /// Whether the host that was asked for is this server. A page of any site can have its own name resolved to this server,
    /// and is then of the same origin (DNS rebinding); not so where there is no name to resolve, where the certificate
    /// vouches for it, or where the application says what its names are.
    /// </summary>
    private static bool IsOwnHost(HttpContext context)
    {
        string host = context.Request.Host.Host;
        return host.Length > 0
            && (
                context.Request.IsHttps
                || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || IPAddress.TryParse(host, out _)
                || HostString.MatchesAny(host, AllowedHosts(context))
            );
    }

    /// <summary>The names that host filtering lets through; those that stand for any say nothing.</summary>
    private static List<StringSegment> AllowedHosts(HttpContext context)
    {
        IList<string>? hosts = context
            .RequestServices.GetService<IOptionsMonitor<HostFilteringOptions>>()
            ?.CurrentValue.AllowedHosts;
        return
        [
            .. (hosts ?? [])
                .Where(host => host is not ("*" or "[::]" or "0.0.0.0"))
                .Select(host => (StringSegment)new HostString(host).ToUriComponent()),
        ];
    }

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
