/** The product's sign: six links that close to a ring without a gap. Decoration; the name stands beside it. */
export function Mark() {
  const link = 'M16 3.2a4.1 4.1 0 0 1 4.1 4.1v2.6a4.1 4.1 0 0 1-8.2 0V7.3A4.1 4.1 0 0 1 16 3.2Z'
  return (
    <svg className="ll-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      {[0, 60, 120, 180, 240, 300].map((angle) => (
        <path key={angle} d={link} transform={`rotate(${angle} 16 16)`} />
      ))}
    </svg>
  )
}
