using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Checks which pages can open a WebSocket. Browsers send cookies with this request for any page, and leave the check to the server.</summary>
internal static class OriginCheck
{
    /// <summary>Returns why a request is refused, or null if it is allowed.</summary>
    public static string? Refusal(HttpContext context, IReadOnlyList<string> allowed)
    {
        StringValues origins = context.Request.Headers.Origin;
        return origins.Count == 0 || allowed.Contains("*") ? null
            : origins.Count > 1 ? "it names several origins"
            : allowed.Any(origin => Same(origins[0], origin)) ? null
            : !Same(origins[0], OwnOrigin(context.Request)) ? "its origin is not allowed"
            : IsOwnHost(context) ? null
            : "its host is not one of AllowedHosts";
    }

    /// <summary>Returns the origin as browsers send it, which is without the default port of the scheme.</summary>
    private static string OwnOrigin(HttpRequest request)
    {
        HostString host = request.Host;
        bool isDefault = host.Port == (request.IsHttps ? 443 : 80);
        return $"{request.Scheme}://{(isDefault ? host.Host : host.Value)}";
    }

    /// <summary>
    /// Returns whether the requested host is this server. A page of any site can make its own name resolve to this server, and
    /// then has the same origin (DNS rebinding). This is not possible if there is no name to resolve, if the certificate confirms
    /// the name, or if the application specifies its names.
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

    /// <summary>Returns the names that host filtering allows. Names that allow any host are ignored.</summary>
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
