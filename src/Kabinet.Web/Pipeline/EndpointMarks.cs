namespace Kabinet.Web.Pipeline;

/// <summary>What an endpoint opens. One without a mark is closed to guests: deny by default.</summary>
internal enum Opening
{
    /// <summary>Guests come in too; what they see is decided by their grants.</summary>
    Guests,
    /// <summary>Also open while a given password waits to be changed.</summary>
    WhilePasswordWaits,
    /// <summary>The same bytes for everybody (styles, health): no session is looked up.</summary>
    Nobody,
}

internal sealed record OpeningMark(Opening Opening);

internal sealed record AbilityMark(string Ability);

/// <summary>What is sent there is a secret, or nothing worth keeping: it is never shown again.</summary>
internal sealed record SecretMark;

/// <summary>The answer is shown inside our own pages.</summary>
internal sealed record ShownInPages;

internal static class EndpointMarks
{
    public static T KeepsNothing<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new SecretMark());

    public static T ShownInPages<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ShownInPages());

    public static T OpenToGuests<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpeningMark(Opening.Guests));

    public static T OpenWhilePasswordWaits<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpeningMark(Opening.WhilePasswordWaits));

    public static T SameForEverybody<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpeningMark(Opening.Nobody));

    /// <summary>Only for roles with a platform ability; for anybody else the address does not exist.</summary>
    public static T For<T>(this T endpoint, string ability) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AbilityMark(ability));

    /// <summary>Its body may hold files, for actors who may send them.</summary>
    public static T TakesUploads<T>(this T endpoint, UploadSource source = UploadSource.Group) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new UploadMark(source));

    public static bool Opens(this Endpoint? endpoint, Opening opening) =>
        endpoint?.Metadata.GetOrderedMetadata<OpeningMark>().Any(mark => mark.Opening == opening) == true;
}
