using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// A form, a dialog or a program may have been made under an earlier revision of the definitions. This step puts present names in place of
/// its own, so endpoints know only those of now. What was typed for an input that is gone is kept apart, and the form is refused with it.
/// </summary>
internal static class FormerNamesStep
{
    /// <summary>The header with which a program tells the revision that it was made for.</summary>
    public const string Header = "Kabinet-Revision";
    private const string EntityName = "entity", TransitionName = "transition", GroupName = "group",
        ThreadName = "thread", FieldName = "field";

    public static void UseFormerNames(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.KabinetOrNull() is { } here && await Follow(http, here) is { } refusal) await refusal.ExecuteAsync(http);
        else await next(http);
    });

    private static async ValueTask<IResult?> Follow(HttpContext http, RequestContext here)
    {
        var form = IsForm(http) ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        int? revision = int.TryParse(http.IsApi() ? http.Request.Headers[Header] : form?[PostedForm.Revision], NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) ? number : null;
        if (revision == here.Solution.Revision) return null;
        var told = revision is { } made ? await here.Engine.Names.Of(made, here.Solution, here.Cancellation) : null;
        var names = new NameFollowing(here, told);
        NameFollowing.Remember(http, names);
        if (http.Request.RouteValues[EntityName] is string entity && (told is not null || !http.IsApi()))
            return await Record(http, names, entity, form is null ? null : new(here, names, told, form)
                { IsEarlier = revision < here.Solution.Revision });
        if (form is not null && told is not null) http.Request.Form = new EarlierPreferences(told, form).Followed();
        return null;
    }

    // Forms of programs are files, which are not read here.
    private static bool IsForm(HttpContext http) =>
        http.GetEndpoint() is not null && !http.IsApi() && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType;

    private static async ValueTask<IResult?> Record(HttpContext http, NameFollowing names, string key, EarlierForm? form)
    {
        var route = http.Request.RouteValues;
        if (await names.Entity(key) is not { } entity) return Gone(names.Knew(key), form);
        route[EntityName] = entity.Key;
        var transition = route[TransitionName] as string;
        if (transition is not null)
            if (await names.Transition(entity, transition) is { } step) route[TransitionName] = transition = step;
            else return Gone(names.Knew(key, transition), form);
        if (route[GroupName] is string files)
            if (await names.FileGroup(entity, files) is { } group) route[GroupName] = group;
            else return Gone(names.Knew(key), form);
        if (route[ThreadName] is string thread)
            if (await names.Thread(entity, thread) is { } present) route[ThreadName] = present;
            else return Gone(names.Knew(key), form);
        // What comes with a file or a message is named by the platform.
        if (route.ContainsKey(GroupName) || route.ContainsKey(ThreadName)) return null;
        if (route[FieldName] is string field && !field.Contains('.', StringComparison.Ordinal)
            && await names.Field(entity, field) is { } followed) route[FieldName] = followed.Field.Key;
        if (form is null) return null;
        http.Request.Form = await form.Follow(entity, transition is null ? null : entity.Lifecycle!.Transitions[transition]);
        LostInput.Remember(http, [.. LostInput.Of(http), .. form.Lost]);
        return null;
    }

    // Whoever had nothing to do with it is answered as for anything that never was.
    private static IResult? Gone(bool isKnown, EarlierForm? form) =>
        isKnown && form?.All is { Count: > 0 } typed ? GoneView.Page(typed, form.Back) : null;
}
