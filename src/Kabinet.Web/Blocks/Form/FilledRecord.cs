using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Web.Blocks;

/// <summary>The record being filled in by a form, a dialog or a row: what its inputs say decides what a reference offers.</summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="Id">Its id; null while it is being created.</param>
/// <param name="TextOf">What is typed in the input of a field; null where the form has no such input.</param>
internal sealed record FilledRecord(Entity Entity, long? Id, Func<Field, string?> TextOf)
{
    /// <summary>
    /// The record with what is typed in the inputs that the reference depends on. A text that is not understood is blank.
    /// </summary>
    public OuterRecord For(Field reference) =>
        new(Entity, Id, reference.OffersBy.Select(field => (Field: field, Text: TextOf(field))).Where(typed => typed.Text is not null)
            .ToDictionary(typed => typed.Field, typed => typed.Field.Kind.Accept(typed.Field, typed.Text, out var value) is null
                ? value : null));
}
