using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Microsoft.Extensions.Primitives;

namespace Kabinet.Web.Pipeline;

/// <summary>A form of a record that was drawn under an earlier revision, or that does not say under which.</summary>
internal sealed class EarlierForm(RequestContext here, NameFollowing names, RevisionNames? told, IFormCollection form)
{
    private static readonly string[] OfEveryStep = ["comment", "id"];
    private readonly Dictionary<string, StringValues> values = new(StringComparer.Ordinal);
    private readonly List<LostInput> lost = [];

    /// <summary>True where the form tells an earlier revision, even one that is too old to follow.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>What was typed for inputs that are gone.</summary>
    public IReadOnlyList<LostInput> Lost => lost;

    /// <summary>Everything typed, for a form that has nowhere to go.</summary>
    public IReadOnlyList<LostInput> All =>
    [
        .. form.Where(pair => !pair.Key.StartsWith('_') && pair.Key != "id").SelectMany(pair =>
            pair.Value.Where(IsTyped).Select(text => new LostInput(pair.Key, pair.Key, text!))),
        .. form.Files.Where(file => file.Length > 0).Select(file => new LostInput(file.Name, file.Name, file.FileName)),
    ];

    /// <summary>Where the form would have returned to.</summary>
    public string Back => Returns.Safe(form["_return"]);

    /// <summary>The form in present names.</summary>
    public async ValueTask<IFormCollection> Follow(Entity entity, Transition? step)
    {
        foreach (var (key, sent) in form)
            if (key.StartsWith('_')) values[key] = Own(entity, key, sent);
            else if (step is not null) await Asked(entity, step, key, sent);
            else if (key.Split('.') is [var rows, var index, var cell] && IsNumber(index))
                await Cell(entity, (rows, index, cell), key, sent);
            else await Value(entity, key, sent, "");
        if (step is null) Place(entity);
        // The form uses present names from here on, should it be followed once more.
        values[PostedForm.Revision] = here.Solution.Revision.ToString(CultureInfo.InvariantCulture);
        return new FormCollection(values, await FollowedFiles(entity));
    }

    private StringValues Own(Entity entity, string key, StringValues sent) => (key, told) switch
    {
        ("_field", not null) => told.Field(entity, sent.ToString())?.Key ?? sent,
        ("_submit", not null) => told.Transition(entity, sent.ToString())?.Key ?? sent,
        ("_return", not null) => EarlierPreferences.Address(told, sent.ToString()),
        _ => sent,
    };

    /// <summary>A block is addressed by its place on its page, which changes with what stands before it.</summary>
    private void Place(Entity entity)
    {
        if (told is null || !values.TryGetValue("_page", out var page)) return;
        var (key, block) = (page.ToString(), values.GetValueOrDefault("_block").ToString());
        if (told.Page(key) is not { } present || !here.Solution.Pages.TryGetValue(present, out var found)) return;
        var forms = found.Blocks.OfType<FormBlock>().Where(made => made.Entity == entity).ToList();
        values["_page"] = present;
        values["_block"] = told.List(key, block)
            ?? (forms.Exists(made => made.Key == block) ? block : forms.FirstOrDefault()?.Key ?? block);
    }

    private async ValueTask Asked(Entity entity, Transition step, string key, StringValues sent)
    {
        if (OfEveryStep.Contains(key)) values[key] = sent;
        else if (await names.Field(entity, key) is { } field && IsAsked(field.Field.Key))
            values[field.Field.Key] = Translated(field, key, sent);
        else if (IsAsked(key)) values[key] = sent;
        else await Lose(entity, key, sent);

        bool IsAsked(string name) => step.Asks.Any(ask => ask.Key == name);
    }

    private async ValueTask Value(Entity entity, string key, StringValues sent, string prefix)
    {
        if (await names.Field(entity, key) is { } field) values[prefix + field.Field.Key] = Translated(field, key, sent);
        else await Lose(entity, key, sent);
    }

    private async ValueTask Cell(Entity entity, (string Rows, string Index, string Cell) at, string key, StringValues sent)
    {
        if (await names.Collection(entity, at.Rows) is not { } rows) await Lose(entity, key, sent);
        else if (at.Cell.StartsWith('_')) values[$"{rows.Key}.{at.Index}.{at.Cell}"] = sent;
        else await Value(rows.Entity, at.Cell, sent, $"{rows.Key}.{at.Index}.");
    }

    private async ValueTask Lose(Entity entity, string key, StringValues sent)
    {
        foreach (var text in sent.Where(IsTyped))
            lost.Add(new(key, await names.TitleOf(entity, key) ?? (IsEarlier ? key : null), await names.OptionOf(entity, key, text!)));
    }

    private static StringValues Translated(FollowedField field, string key, StringValues sent) =>
        new([.. sent.Select(value => field.Value(key, value))]);

    private async ValueTask<IFormFileCollection> FollowedFiles(Entity entity)
    {
        var files = new FormFileCollection();
        foreach (var file in form.Files)
            if (AskedFiles.GroupOf(file.Name) is not { } sent) files.Add(file);
            else if (await names.FileGroup(entity, sent) is { } group) files.Add(Named(file, AskedFiles.NameOf(group)));
            else if (file.Length > 0) lost.Add(new(file.Name, sent, file.FileName));
        return files;
    }

    private static IFormFile Named(IFormFile file, string name) => file.Name == name ? file
        : new FormFile(file.OpenReadStream(), 0, file.Length, name, file.FileName) { Headers = file.Headers };

    // An unchecked box sends «false», which nobody typed.
    private static bool IsTyped(string? text) => !string.IsNullOrWhiteSpace(text) && text != "false";

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
