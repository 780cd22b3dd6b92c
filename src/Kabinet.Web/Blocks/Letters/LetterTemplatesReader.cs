using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: letter_templates</c>.</summary>
internal sealed class LetterTemplatesBlockReader : BlockReader<LetterTemplatesBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, LetterTemplatesBlock block) =>
        new("/Blocks/Letters/LetterTemplates.cshtml", await new LetterTemplatesReader(page, block).Read());
}

/// <summary>Reads the kinds of letters, and the template that is open.</summary>
internal sealed class LetterTemplatesReader(PageContext page, Block block)
{
    private const string Open = "letter", In = "in";
    private readonly RequestContext here = page.Request;
    private readonly PageAddress address = PageAddress.Of(page.Path, page.Query);

    public async ValueTask<LetterTemplatesView> Read()
    {
        var changed = await here.Engine.LetterTemplates.Changed(here.Actor, here.Cancellation);
        var kinds = LetterKinds.All(here.Solution).ToList();
        var open = kinds.Find(kind => kind.Key == address[Open]);
        return new()
        {
            Platform = [.. kinds.Where(kind => !IsNotice(kind)).Select(kind => Line(kind, open, changed))],
            Notices = [.. kinds.Where(IsNotice).Select(kind => Line(kind, open, changed))],
            Open = open is null ? null : Opened(open, changed),
        };
    }

    private static bool IsNotice(LetterKind kind) => kind.Key.StartsWith(LetterKinds.OfNotices, StringComparison.Ordinal);

    private TemplateLine Line(LetterKind kind, LetterKind? open, IReadOnlyList<ChangedTemplate> changed) =>
        new(here.Say(kind.Title), address.With(Open, kind.Key).ToString(), kind.Key == open?.Key,
            changed.Any(each => each.Kind == kind.Key));

    private OpenTemplate Opened(LetterKind kind, IReadOnlyList<ChangedTemplate> changed)
    {
        var language = Languages.Find(address[In] ?? "") is { } chosen ? chosen.Key : here.Solution.Settings.Language;
        var own = changed.FirstOrDefault(each => each.Kind == kind.Key && each.Language == language);
        var frame = kind.HasOwn ? null
            : changed.FirstOrDefault(each => each.Kind == LetterKinds.Notice && each.Language == language);
        var rejected = page.RejectedOf(block);
        return new(kind.Key, language, here.Say(kind.Title))
        {
            Subject = rejected?.Form.Own(LetterTemplates.Subject) ?? own?.Subject ?? frame?.Subject ?? kind.Default.Subject.In(language),
            Body = rejected?.Form.Own(LetterTemplates.Body) ?? own?.Body ?? frame?.Body ?? kind.Default.Body.In(language),
            SubjectError = Error(rejected, LetterTemplates.Subject),
            BodyError = Error(rejected, LetterTemplates.Body),
            Error = Error(rejected, ""),
            Version = (rejected?.Version ?? own?.Version)?.ToString(CultureInfo.InvariantCulture),
            IsChanged = own is not null,
            FollowsFrame = !kind.HasOwn && own is null,
            Places = [.. kind.Places.Select(place => new TemplatePlace($"{{{place}}}", Meaning(kind, place)))],
            Languages = [.. Languages.All.Select(each =>
                new TemplateLanguage(each.Name, address.With(In, each.Key).ToString(), each.Key == language))],
            CloseHref = address.Without(Open, In).ToString(),
            Return = address.ToString(),
            PageKey = page.Page.Key,
            BlockKey = block.Key,
        };
    }

    private string? Error(Rejected? rejected, string key) =>
        rejected?.Errors.GetValueOrDefault(key) is { Count: > 0 } errors ? string.Join(". ", errors.Select(here.Say)) : null;

    private string Meaning(LetterKind kind, string place) =>
        LetterKinds.EntityOf(here.Solution, kind)?.FindPath(place) is { } path ? here.Say(path.Field.Title)
            : here.Say($"letters.place.{place}");
}

/// <summary>The templates of letters.</summary>
internal sealed record LetterTemplatesView
{
    public required IReadOnlyList<TemplateLine> Platform { get; init; }
    public required IReadOnlyList<TemplateLine> Notices { get; init; }
    public OpenTemplate? Open { get; init; }
}

/// <summary>One kind of letter.</summary>
internal sealed record TemplateLine(string Title, string Href, bool IsOpen, bool IsChanged);

/// <summary>A language that the open template is written in.</summary>
internal sealed record TemplateLanguage(string Title, string Href, bool IsHere);

/// <summary>A placeholder and what it stands for.</summary>
internal sealed record TemplatePlace(string Text, string Meaning);

/// <summary>The template that is edited.</summary>
internal sealed record OpenTemplate(string Kind, string Language, string Title)
{
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public string? SubjectError { get; init; }
    public string? BodyError { get; init; }
    public string? Error { get; init; }
    public string? Version { get; init; }
    /// <summary>Whether it replaces the original.</summary>
    public bool IsChanged { get; init; }
    /// <summary>Whether the template of all notices is shown.</summary>
    public bool FollowsFrame { get; init; }
    public required IReadOnlyList<TemplatePlace> Places { get; init; }
    public required IReadOnlyList<TemplateLanguage> Languages { get; init; }
    public required string CloseHref { get; init; }
    public required string Return { get; init; }
    public required string PageKey { get; init; }
    public required string BlockKey { get; init; }
}
